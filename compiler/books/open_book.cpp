#include "compiler/books/open_book.h"

#include "runtime/book/compiled.h"
#include "runtime/book/digest.h"

namespace smcost::books {

namespace {

bool isSame(const struct stat& a, const struct stat& b) {
  return a.st_dev == b.st_dev && a.st_ino == b.st_ino && a.st_size == b.st_size && a.st_mtim.tv_sec == b.st_mtim.tv_sec &&
         a.st_mtim.tv_nsec == b.st_mtim.tv_nsec && a.st_ctim.tv_sec == b.st_ctim.tv_sec && a.st_ctim.tv_nsec == b.st_ctim.tv_nsec;
}

}  // namespace

struct Opener {
  FormCache cache;
  std::shared_ptr<OpenBook> book = std::make_shared<OpenBook>();

  void begin(const std::string& path, std::function<files::ReadResult()> text) {
    book->path_ = path;
    book->text_ = std::move(text);
  }
  files::ReadResult read() const { return book->text_(); }

  bool openKept(const std::string& digest) {
    std::unique_ptr<PartsOfFile> form = cache.form(digest);
    if (!form) return false;
    const auto load = [parts = form.get()](size_t at, size_t size) { return parts->read(at, size); };
    std::optional<book::PriceBook> opened = book::PriceBook::open(form->bytes(), load);
    if (!opened || opened->textDigest() != digest) return false;
    book->kept_ = std::move(form);
    book->book_ = std::move(opened);
    book->digest_ = digest;
    return true;
  }

  bool openBrought(std::string_view form) {
    book->book_ = book::PriceBook::open(form);
    if (book->book_) book->digest_ = book->book_->textDigest();
    return book->book_.has_value();
  }

  Opened openMade(std::string_view text, const std::string& digest) {
    if (openKept(digest)) return {book, {}, {}};
    book::Fault fault;
    std::optional<std::string> form = book::compile(text, fault);
    if (!form) return {nullptr, {}, fault};
    cache.keep(digest, *form);
    // Of the kept one only what is asked for is in memory.
    if (openKept(digest)) return {book, {}, {}};
    book->made_ = std::move(*form);
    book->book_ = book::PriceBook::open(book->made_);
    book->digest_ = digest;
    return {book, {}, {}};
  }

  static void remake(const OpenBook& broken) {
    const files::ReadResult read = broken.text_ ? broken.text_() : files::ReadResult{};
    if (!read.text || book::sha256(*read.text) != broken.digest_) throw book::BrokenBook("its text is no longer what it was");
    book::Fault fault;
    std::optional<std::string> form = book::compile(*read.text, fault);
    if (!form) throw book::BrokenBook(fault.what);
    const FormCache cache;
    cache.drop(broken.digest_);
    cache.keep(broken.digest_, *form);
    broken.book_.reset();
    broken.kept_.reset();
    broken.made_ = std::move(*form);
    broken.book_ = book::PriceBook::open(broken.made_);
  }
};

void OpenBook::remake() const { Opener::remake(*this); }

Opened openFile(const std::string& path, const std::string& shown) {
  Opener opener;
  opener.begin(shown, [path] { return files::readRegular(path, book::kMaxBookBytes); });
  struct stat status {}, after {};
  if (::stat(path.c_str(), &status) == 0 && S_ISREG(status.st_mode)) {
    const std::optional<std::string> digest = opener.cache.digestOf(status);
    if (digest && opener.openKept(*digest)) return {opener.book, {}, {}};
  }
  files::ReadResult read = opener.read();
  if (!read.text) return {nullptr, read.error, {}};
  if (read.text->size() > book::kMaxBookBytes) return {nullptr, "it is longer than any price book may be", {}};
  const std::string digest = book::sha256(*read.text);
  Opened opened = opener.openMade(*read.text, digest);
  // What changed while it was read is not remembered.
  if (opened.book && ::stat(path.c_str(), &after) == 0 && isSame(status, after)) opener.cache.remember(status, digest);
  return opened;
}

Opened openText(const std::string& path, std::function<files::ReadResult()> text) {
  Opener opener;
  opener.begin(path, std::move(text));
  const files::ReadResult read = opener.read();
  if (!read.text) return {nullptr, read.error, {}};
  return opener.openMade(*read.text, book::sha256(*read.text));
}

std::shared_ptr<const OpenBook> openForm(std::string_view form) {
  Opener opener;
  return opener.openBrought(form) ? opener.book : nullptr;
}

}  // namespace smcost::books
