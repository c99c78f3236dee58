package io.leadloop.sandbox.hubspot;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The forms of an account and what was sent through each. Guarded by the portal's lock. */
final class Forms {
  private final Random random;
  private final Map<String, Form> byId = new LinkedHashMap<>();

  Forms(long seed) {
    this.random = new Random(seed + 3);
  }

  /** A form as it was defined, and its submissions, newest first. */
  static final class Form {
    final String id;
    ObjectNode definition;
    @Nullable Instant archivedAt;
    final List<Submission> submissions = new ArrayList<>();

    Form(String id, ObjectNode definition) {
      this.id = id;
      this.definition = definition;
    }

    String name() {
      return definition.path("name").asText();
    }
  }

  /** What somebody sent. */
  record Submission(String id, Instant at, Map<String, String> values, @Nullable String pageUrl) {}

  String newId() {
    return new UUID(random.nextLong(), random.nextLong()).toString();
  }

  Form add(ObjectNode definition) {
    Form form = new Form(newId(), definition);
    byId.put(form.id, form);
    return form;
  }

  /** The form of an id, archived or not; null when there is none. */
  @Nullable Form find(String id) {
    return byId.get(id);
  }

  /** All forms, oldest first, archived ones too. */
  Collection<Form> all() {
    return byId.values();
  }
}
