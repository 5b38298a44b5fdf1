#include "platform/documents/text.h"

#include <algorithm>

#include "platform/base/text.h"
#include "platform/documents/rows.h"

namespace alianza::documents {
namespace {

/// Runs of these draw lines and tables; they are no words.
bool draws(char c) { return std::string_view("-=+|_*").find(c) != std::string_view::npos; }

bool is_space(char c) { return static_cast<unsigned char>(c) <= 0x20 || c == 0x7f; }

/// White space and control characters as one space, drawn lines as well.
std::string squeezed(std::string_view raw, std::size_t most) {
  std::string out;
  for (std::size_t i = 0; i < raw.size() && out.size() < most;) {
    auto end = i;
    while (end < raw.size() && draws(raw[end])) ++end;
    const bool line = end - i > 2;
    if (line || is_space(raw[i])) {
      if (!out.empty() && out.back() != ' ') out += ' ';
      i = line ? end : i + 1;
    } else {
      out += raw[i++];
    }
  }
  return out;
}

/// At most so many bytes, cut between characters; what is no text at all is nothing.
ReadText kept(std::string_view raw, Extent extent, const TextLimits& limits) {
  ReadText out{squeezed(raw, limits.bytes + 1), extent};
  if (out.text.size() > limits.bytes) {
    out.text.resize(limits.bytes);
    out.extent = Extent::part;
  }
  // At most three bytes of a character that was cut; anything worse is not UTF-8.
  for (int i = 0; i < 3 && !is_clean_text(out.text); ++i) out.text.pop_back();
  if (!is_clean_text(out.text)) return {{}, Extent::unreadable};
  while (!out.text.empty() && out.text.back() == ' ') out.text.pop_back();
  if (out.text.empty()) out.extent = Extent::nothing;
  return out;
}

/// What is left of the first `pages` pages: pdftotext ends each with a form feed.
std::string_view first_pages(std::string_view text, int pages) {
  std::size_t end = 0;
  for (int i = 0; i < pages; ++i) {
    const auto feed = text.find('\f', end);
    if (feed == std::string_view::npos) return text;
    end = feed + 1;
  }
  return text.substr(0, end);
}

Result<ReadText> read_pdf(std::string_view bytes, const TextLimits& limits) {
  if (!has_program("pdftotext")) return fail(missing_program("pdftotext"));
  const auto said =
      run_child({"pdftotext", "-q", "-enc", "UTF-8", "-l", std::to_string(limits.pages + 1), "-", "-"}, bytes, limits.child);
  // The dictionary that says so is never itself compressed or encrypted.
  if (!said) return ReadText{{}, bytes.find("/Encrypt") == std::string_view::npos ? Extent::unreadable : Extent::locked};
  const auto pages = first_pages(*said, limits.pages);
  return kept(pages, pages.size() < said->size() ? Extent::part : Extent::whole, limits);
}

Result<ReadText> read_by_pandoc(const std::string& format, std::string_view bytes, const TextLimits& limits) {
  if (!has_program("pandoc")) return fail(missing_program("pandoc"));
  // Reading needs none of pandoc's own data, so that its sandbox holds here: no file and no address is opened.
  const auto said =
      run_child({"pandoc", "--sandbox", "--from=" + format, "--to=plain", "--columns=400", "-"}, bytes, limits.child);
  if (!said) return ReadText{{}, Extent::unreadable};
  return kept(*said, Extent::whole, limits);
}

ReadText read_sheet(std::string_view bytes, const TextLimits& limits) {
  std::string text;
  const Error enough{Fault::too_large, {}, {}};
  bool cut = false;
  const auto report = read_rows(bytes, {.most_rows = limits.rows}, [&](const ReadRow& row) -> Done {
    for (const auto& cell : row.cells)
      if (!cell.text.empty()) text.append(cell.text).append(" ");
    cut = text.size() > limits.bytes;
    if (cut) return fail(enough);
    return {};
  });
  if (!report && !cut) return {{}, Extent::unreadable};
  return kept(text, cut ? Extent::part : Extent::whole, limits);
}

}  // namespace

Result<ReadText> read_text(TextFormat format, std::string_view bytes, const TextLimits& limits) {
  switch (format) {
    case TextFormat::pdf: return read_pdf(bytes, limits);
    case TextFormat::docx: return read_by_pandoc("docx", bytes, limits);
    case TextFormat::odt: return read_by_pandoc("odt", bytes, limits);
    case TextFormat::sheet: return read_sheet(bytes, limits);
  }
  return ReadText{};
}

}  // namespace alianza::documents
