#include "features/accounts/form_pages.h"

#include "platform/http/faults.h"

namespace alianza::accounts {

int demand_redrawable(const Error& error) {
  const auto fault = error.fault;
  if (fault != Fault::invalid && fault != Fault::conflict && fault != Fault::too_many) throw http::Abandon{error};
  return http::status_of(fault);
}

views::Errors explain(const Error& error, std::initializer_list<views::Field*> fields) {
  views::Errors out;
  out.message = error.message;
  for (const auto& wrong : error.fields)
    for (auto* field : fields)
      if (wrong.field == field->name) {
        field->error = wrong.message;
        out.lines.push_back({http::Url::on_this_page(field->name), field->label, wrong.message});
      }
  return out;
}

}  // namespace alianza::accounts
