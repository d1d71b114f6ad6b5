// Which lists of a server a price book is made of, so that a server need not send again what it sent before.
// It is kept in the cache folder, holds for the one text of the book that it was written for, and is never needed.
#pragma once

#include <map>
#include <string>

namespace smcost::driver {

class FetchedLists {
 public:
  // `digest` of the book's text as it is now; of another one nothing is known.
  FetchedLists(const std::string& book, const std::string& digest);

  // What the server called the content of this list; empty: not known.
  std::string etag(const std::string& url) const;
  void set(const std::string& url, const std::string& etag) { etags_[url] = etag; }
  // For the book as it is then. What cannot be kept is asked again another time.
  void keep(const std::string& digest) const;

 private:
  std::string path_;                         // empty: there is no place for it
  std::map<std::string, std::string> etags_;
};

}  // namespace smcost::driver
