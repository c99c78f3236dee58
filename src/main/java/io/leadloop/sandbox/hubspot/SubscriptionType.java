package io.leadloop.sandbox.hubspot;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadloop.sandbox.Json;
import java.time.Instant;

/** One kind of e-mail that people can be subscribed to. */
record SubscriptionType(long id, String name, String description, String purpose) {
  /** As the definitions show it. */
  ObjectNode json(Instant since) {
    return Json.object()
        .put("id", Long.toString(id))
        .put("name", name)
        .put("description", description)
        .put("purpose", purpose)
        .put("communicationMethod", "Email")
        .put("isActive", true)
        .put("isDefault", true)
        .put("isInternal", false)
        .put("createdAt", since.toString())
        .put("updatedAt", since.toString());
  }

  /** The contact property that says who is opted out of this type alone. */
  String property() {
    return "hs_email_optout_" + id;
  }
}
