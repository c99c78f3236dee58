package io.leadloop.sandbox.hubspot;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadloop.sandbox.Json;
import java.time.Instant;

/** A person of the portal who may own records. */
record Owner(long id, long userId, String email, String firstName, String lastName) {
  ObjectNode json(Instant since) {
    return Json.object()
        .put("id", Long.toString(id))
        .put("email", email)
        .put("type", "PERSON")
        .put("firstName", firstName)
        .put("lastName", lastName)
        .put("userId", userId)
        .put("userIdIncludingInactive", userId)
        .put("createdAt", since.toString())
        .put("updatedAt", since.toString())
        .put("archived", false);
  }
}
