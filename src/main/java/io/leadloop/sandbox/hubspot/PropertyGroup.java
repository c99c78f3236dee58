package io.leadloop.sandbox.hubspot;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadloop.sandbox.Json;

/** A heading under which the vendor shows properties. */
record PropertyGroup(String name, String label, int displayOrder) {
  ObjectNode json() {
    return Json.object()
        .put("name", name)
        .put("label", label)
        .put("displayOrder", displayOrder)
        .put("archived", false);
  }
}
