package io.leadloop.sandbox.hubspot;

import io.leadloop.sandbox.hubspot.rules.ModificationRule;
import io.leadloop.sandbox.hubspot.rules.NewContactRule;
import io.leadloop.sandbox.hubspot.rules.UniquenessRule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the vendor makes of a write before it is stored. Guarded by the portal's lock. */
final class RecordChecks {
  private static final String TIMESTAMP = "hs_timestamp";

  private final HubSpotPortal portal;

  RecordChecks(HubSpotPortal portal) {
    this.portal = portal;
  }

  /** The values that a create stores, with those that the vendor adds. */
  Map<String, String> create(ObjectKind kind, Map<String, String> written, Author author) {
    boolean contact = kind == ObjectKind.CONTACTS;
    Map<String, String> checked = check(kind, null, written, author);
    if (contact && NewContactRule.isNobody(checked)) {
      throw ApiProblem.missing(kind, NewContactRule.NEEDED);
    }
    if (!contact && checked.getOrDefault(TIMESTAMP, "").isEmpty()) {
      throw ApiProblem.missing(kind, List.of(TIMESTAMP));
    }
    checked.values().removeIf(String::isEmpty);
    if (contact) {
      NewContactRule.fill(checked);
      addDerived(kind, checked);
    }
    checked.put("hs_object_source", author.sourceType());
    if (author.sourceId() != null) {
      checked.put("hs_object_source_id", author.sourceId());
    }
    checked.put("hs_object_source_label", author.sourceType());
    return checked;
  }

  /** The values that an update changes; empty when all are already so. */
  Map<String, String> update(CrmRecord before, Map<String, String> written, Author author) {
    Map<String, String> checked = check(before.kind(), before, written, author);
    if (before.kind() == ObjectKind.CONTACTS) {
      Lifecycle.keepForward(portal.schema(before.kind()), before, checked);
    }
    checked
        .entrySet()
        .removeIf(
            entry -> !ModificationRule.changes(before.value(entry.getKey()), entry.getValue()));
    if (before.kind() == ObjectKind.CONTACTS && !checked.isEmpty()) {
      addDerived(before.kind(), checked);
    }
    return checked;
  }

  private Map<String, String> check(
      ObjectKind kind, @Nullable CrmRecord before, Map<String, String> written, Author author) {
    List<InvalidValue> invalid = new ArrayList<>();
    Map<String, String> checked = new LinkedHashMap<>();
    written.forEach(
        (name, value) -> {
          ValueRules.Checked one = check(kind, before, name, value, author);
          if (one.invalid() != null) {
            invalid.add(one.invalid());
          } else if (one.value() != null) {
            checked.put(name, one.value());
          }
        });
    if (invalid.isEmpty()) {
      checkUnique(kind, before, checked, author, invalid);
    }
    if (!invalid.isEmpty()) {
      throw ApiProblem.invalidValues(invalid, HubSpotPortal.PORTAL_ID);
    }
    return checked;
  }

  private ValueRules.Checked check(
      ObjectKind kind, @Nullable CrmRecord before, String name, String value, Author author) {
    PropertyDefinition property = portal.schema(kind).property(name);
    if (property == null) {
      return refused(
          name, value, "Property \"%s\" does not exist".formatted(name), "PROPERTY_DOESNT_EXIST");
    }
    if (property.readOnly() && !author.isVendor()) {
      return refused(
          name,
          value,
          "\"%s\" is a calculated property; its value cannot be set.".formatted(name),
          "READ_ONLY_VALUE");
    }
    boolean unknownOwner =
        name.equals("hubspot_owner_id")
            && !value.isEmpty()
            && portal.owners().stream().noneMatch(owner -> value.equals("" + owner.id()));
    if (unknownOwner) {
      return refused(
          name, value, value + " was not one of the allowed options: []", "INVALID_OPTION");
    }
    return ValueRules.check(property, value, before == null ? null : before.value(name));
  }

  private void checkUnique(
      ObjectKind kind,
      @Nullable CrmRecord before,
      Map<String, String> checked,
      Author author,
      List<InvalidValue> invalid) {
    checked.forEach(
        (name, value) -> {
          PropertyDefinition property = portal.schema(kind).property(name);
          if (property == null || !property.unique() || value.isEmpty()) {
            return;
          }
          Long holder = portal.store(kind).holder(name, value);
          if (name.equals("email") && portal.isPurged(value) && isByHand(author)) {
            invalid.add(InvalidValue.purged(value));
            return;
          }
          if (holder == null
              || !UniquenessRule.refuses(holder, before == null ? null : before.id())) {
            return;
          }
          if (name.equals("email")) {
            throw ApiProblem.contactExists(holder);
          }
          String message =
              "Cannot set PropertyValueCoordinates{portalId=%d, propertyName=%s, value=%s}. %d already has that value."
                  .formatted(HubSpotPortal.PORTAL_ID, name, value, holder);
          invalid.add(new InvalidValue(name, value, message, "CONFLICTING_UNIQUE_VALUE"));
        });
  }

  /** People and imports may not bring back what was deleted for privacy; apps and forms may. */
  private static boolean isByHand(Author author) {
    return author.userId() != null || author.equals(Author.IMPORT);
  }

  private void addDerived(ObjectKind kind, Map<String, String> checked) {
    Lifecycle.noteEntry(portal.schema(kind), checked, portal.now().toString());
    String email = checked.get("email");
    if (email != null) {
      checked.put("hs_email_domain", email.substring(email.indexOf('@') + 1));
    }
  }

  private static ValueRules.Checked refused(
      String name, String value, String message, String code) {
    return new ValueRules.Checked(null, new InvalidValue(name, value, message, code));
  }
}
