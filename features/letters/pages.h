#pragma once
#include <optional>
#include <string>
#include <vector>

#include "features/letters/advice.h"
#include "platform/feature/shell.h"
#include "platform/html/pieces.h"

namespace alianza::letters::views {

namespace fv = feature::views;

struct Tab {
  html::Words words;
  http::Url url{"/"};
  bool current = false;
};
struct Row {
  std::string to;
  CivilTime written;
  CivilTime changed;
  std::int64_t tries = 0;
  std::string reply;
  std::optional<html::ButtonForm> resend;
};
/// For the operator.
struct Mail {
  fv::Shell shell;
  std::vector<Message> missing;
  html::Stats stats;
  std::vector<Tab> tabs;
  std::vector<Row> rows;
  std::optional<http::Url> next;
  std::vector<DnsRecord> records;
  html::ButtonForm test{.action = http::Url("/mail/test")};
  std::optional<http::Url> mailbox;
};
void render(const Mail& page, html::Out& out);

struct MailboxRow {
  http::Url url{"/"};
  std::string subject;
  std::string to;
  CivilTime at;
};
/// Of a demonstration.
struct Mailbox {
  fv::Shell shell;
  std::vector<MailboxRow> rows;
  std::optional<http::Url> next;
};
void render(const Mailbox& page, html::Out& out);

struct Letter {
  fv::Shell shell;
  std::string subject;
  std::string from;  // the institution; empty: the server
  std::string to;
  std::string reply_to;
  CivilTime at;
  std::string text;
  std::optional<http::Url> link;  // the first address of this server in it
  std::optional<http::Url> html;
  http::Url mailbox{"/mailbox"};
};
void render(const Letter& page, html::Out& out);

/// Of whoever holds the link in a reminder or a bulletin.
struct Unsubscribe {
  fv::Shell shell;
  std::string address;
  bool stopped = false;
  html::ButtonForm stop{.action = http::Url("/")};
  html::ButtonForm again{.action = http::Url("/")};
};
void render(const Unsubscribe& page, html::Out& out);

}  // namespace alianza::letters::views

namespace alianza::letters {

/// /mail, for the operator.
void add_pages(feature::Site& site);
/// /unsubscribe/{link}, of anybody who holds it.
void add_unsubscribe_pages(feature::Site& site);
/// /mailbox, only in a demonstration.
void add_mailbox_pages(feature::Site& site);

}  // namespace alianza::letters
