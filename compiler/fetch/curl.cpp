#include "compiler/fetch/curl.h"

#include <dlfcn.h>

namespace smcost::fetch {

namespace {

// Flavours of one interface: with OpenSSL, with GnuTLS.
constexpr const char* kNames[] = {"libcurl.so.4", "libcurl-gnutls.so.4"};

template <typename Function>
bool find(void* library, const char* name, Function& function) {
  function = reinterpret_cast<Function>(::dlsym(library, name));
  return function != nullptr;
}

bool findAll(void* library, Curl& curl) {
  return find(library, "curl_global_init", curl.global_init) && find(library, "curl_easy_init", curl.easy_init) &&
         find(library, "curl_easy_reset", curl.easy_reset) && find(library, "curl_easy_setopt", curl.easy_setopt) &&
         find(library, "curl_easy_perform", curl.easy_perform) && find(library, "curl_easy_cleanup", curl.easy_cleanup) &&
         find(library, "curl_easy_strerror", curl.easy_strerror) && find(library, "curl_slist_append", curl.slist_append) &&
         find(library, "curl_slist_free_all", curl.slist_free_all) && find(library, "curl_getdate", curl.getdate);
}

}  // namespace

const Curl* loadCurl(std::string& why) {
  static Curl curl;
  static const std::string trouble = [] {
    void* library = nullptr;
    for (const char* name : kNames) {
      if (library == nullptr) library = ::dlopen(name, RTLD_NOW | RTLD_LOCAL);
    }
    if (library == nullptr) return std::string(::dlerror());
    if (!findAll(library, curl)) return std::string("it is another library of that name");
    if (curl.global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK) return std::string("it cannot be set up");
    return std::string();
  }();
  why = trouble;
  return trouble.empty() ? &curl : nullptr;
}

}  // namespace smcost::fetch
