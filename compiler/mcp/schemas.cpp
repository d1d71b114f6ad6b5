#include "compiler/mcp/schemas.h"

#include "compiler/mcp/texts.h"

namespace smcost::mcp {

using rpc::Json;

namespace {

void lead(Json& schema, const std::string& place) {
  if (schema.is_object()) {
    schema.erase("$schema");
    schema.erase("$id");
  }
  for (auto& [name, inner] : schema.items()) {
    if (name == "$ref" && inner.is_string()) inner = place + inner.get<std::string>().substr(1);
    else if (inner.is_structured()) lead(inner, place);
  }
}

}  // namespace

Json schemaOf(std::string_view name, const std::string& place) {
  Json schema = Json::parse(textOf(std::string(name) + ".schema.json"));
  lead(schema, place);
  return schema;
}

}  // namespace smcost::mcp
