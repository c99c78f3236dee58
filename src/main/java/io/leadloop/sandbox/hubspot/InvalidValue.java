package io.leadloop.sandbox.hubspot;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadloop.sandbox.Json;

/**
 * A value that its property does not take.
 *
 * @param code the vendor's, such as {@code INVALID_OPTION}
 */
record InvalidValue(String property, String value, String message, String code) {
  /** As the envelope's message embeds it. */
  ObjectNode inMessage(long portalId) {
    return Json.object()
        .put("isValid", false)
        .put("message", message)
        .put("error", code)
        .put("name", property)
        .put("localizedErrorMessage", message)
        .put("propertyValue", value)
        .put("portalId", portalId);
  }

  /** As the envelope's {@code errors} list it. */
  ObjectNode inErrors() {
    ObjectNode json = Json.object().put("message", message).put("code", code);
    json.putObject("context").putArray("propertyName").add(property);
    return json;
  }
}
