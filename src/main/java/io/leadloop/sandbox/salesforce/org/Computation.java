package io.leadloop.sandbox.salesforce.org;

import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How a field's value follows from others of the same record. */
public enum Computation {
  /** First and last name, without the salutation. */
  PERSON_NAME {
    @Override
    Object of(ObjectDefinition object, Values values) {
      return Stream.of("FirstName", "LastName")
          .map(name -> values.get(object.known(name)))
          .filter(Objects::nonNull)
          .map(Object::toString)
          .collect(Collectors.joining(" "));
    }
  },
  /** An opportunity in a closed stage. */
  STAGE_CLOSED {
    @Override
    Object of(ObjectDefinition object, Values values) {
      return String.valueOf(values.get(object.known("StageName"))).startsWith("Closed");
    }
  },
  /** An opportunity in the won stage. */
  STAGE_WON {
    @Override
    Object of(ObjectDefinition object, Values values) {
      return "Closed Won".equals(values.get(object.known("StageName")));
    }
  },
  /** A campaign member who answered. */
  MEMBER_RESPONDED {
    @Override
    Object of(ObjectDefinition object, Values values) {
      return "Responded".equals(values.get(object.known("Status")));
    }
  },
  /** A completed task. */
  TASK_CLOSED {
    @Override
    Object of(ObjectDefinition object, Values values) {
      return "Completed".equals(values.get(object.known("Status")));
    }
  };

  /** The value for a record. */
  abstract Object of(ObjectDefinition object, Values values);

  static Computation named(String name) {
    return valueOf(name.toUpperCase(Locale.ROOT));
  }
}
