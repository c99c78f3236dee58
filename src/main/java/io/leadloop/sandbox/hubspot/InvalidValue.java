package io.leadloop.sandbox.hubspot;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadloop.sandbox.Json;

/**
 * A value that its property does not take.
 *
 * @param code the vendor's, such as {@code INVALID_OPTION}
 */
record InvalidValue(String property, String value, String message, String code) {
  /** An address whose contact was deleted for privacy. */
  static InvalidValue purged(String email) {
    return new InvalidValue(
        "email", email, "The contact was permanently deleted and cannot be added", "BLOCKLISTED");
  }

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
