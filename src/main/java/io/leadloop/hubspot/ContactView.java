package io.leadloop.hubspot;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.lead.RecordKey;
import io.leadloop.lead.Side;
import io.leadloop.lead.Snapshot;
import io.leadloop.sync.CrmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Which properties of a contact are asked for, and how HubSpot's JSON of one reads as a snapshot.
 *
 * @param keyProperty stands among the fields, so that a link can be found again without our store
 * @param tokenProperty never stands among the fields: it moves without a change of meaning
 * @param absences is shown the properties that were asked for and that an answer does not have
 */
record ContactView(
    List<String> properties,
    String keyProperty,
    String tokenProperty,
    Consumer<Set<String>> absences) {
  static final String ID = "hs_object_id";

  /** HubSpot's own guide names this one for contacts; every other object has another. */
  static final String MODIFIED = "lastmodifieddate";

  /** The ids of the records that were merged into this one, joined by semicolons. */
  static final String MERGED_IDS = "hs_merged_object_ids";

  static ContactView of(HubSpotSettings settings, Consumer<Set<String>> absences) {
    return new ContactView(
        settings.properties(), settings.keyProperty(), settings.tokenProperty(), absences);
  }

  /** The same with nothing but our own properties. */
  ContactView withoutProperties() {
    return new ContactView(List.of(), keyProperty, tokenProperty, absences);
  }

  /** The properties that a snapshot shows. */
  Set<String> shown() {
    Set<String> names = new LinkedHashSet<>(properties);
    names.add(keyProperty);
    names.add(MERGED_IDS);
    names.remove(tokenProperty);
    names.remove(MODIFIED);
    names.remove(ID);
    return names;
  }

  /** The properties to ask for. */
  List<String> asked() {
    List<String> names = new ArrayList<>(shown());
    names.add(tokenProperty);
    names.add(MODIFIED);
    return names;
  }

  /**
   * @throws CrmException if the contact has no id or no time, or lacks a property that is not there
   *     any more
   */
  Snapshot snapshot(JsonNode contact) {
    checkAbsent(contact);
    Map<String, String> fields = new LinkedHashMap<>();
    for (String name : shown()) {
      String text = text(contact, name);
      if (text != null && !text.isEmpty()) {
        fields.put(name, text);
      }
    }
    Instant modified = time(text(contact, MODIFIED));
    if (modified == null) {
      modified = time(contact.path("updatedAt").asText(""));
    }
    if (modified == null) {
      throw garbled("a contact without a time of its last change");
    }
    Instant created = time(contact.path("createdAt").asText(""));
    return new Snapshot(key(contact), fields, modified, false, token(contact), null, created);
  }

  private void checkAbsent(JsonNode contact) {
    JsonNode shown = contact.path("properties");
    Set<String> absent = new LinkedHashSet<>();
    for (String name : properties) {
      if (!shown.has(name)) {
        absent.add(name);
      }
    }
    for (String name : List.of(keyProperty, tokenProperty)) {
      if (!shown.has(name)) {
        absent.add(name);
      }
    }
    if (!absent.isEmpty()) {
      absences.accept(absent);
    }
  }

  static RecordKey key(JsonNode contact) {
    String id = contact.path("id").asText("");
    if (id.isEmpty()) {
      throw garbled("a contact without an id");
    }
    return RecordKey.contact(id);
  }

  @Nullable String token(JsonNode contact) {
    String token = text(contact, tokenProperty);
    return token == null || token.isEmpty() ? null : token;
  }

  /** What the property shows; null when the answer does not have it or it is blank. */
  static @Nullable String text(JsonNode contact, String property) {
    JsonNode value = contact.path("properties").path(property);
    return value.isValueNode() && !value.isNull() ? value.asText() : null;
  }

  /** Several ids that are joined by semicolons. */
  static List<String> ids(String joined) {
    return Arrays.stream(joined.split(";", -1)).map(String::strip).toList();
  }

  /** A time in HubSpot's notation, or null when it is none. */
  static @Nullable Instant time(@Nullable String text) {
    if (text == null || text.isEmpty()) {
      return null;
    }
    try {
      return text.matches("\\d{9,17}")
          ? Instant.ofEpochMilli(Long.parseLong(text))
          : Instant.parse(text);
    } catch (DateTimeException e) {
      return null;
    }
  }

  static CrmException garbled(String what) {
    return new CrmException(
        Side.HUBSPOT,
        CrmException.Kind.GARBLED,
        Codes.GARBLED,
        "HubSpot answered with " + what + ".",
        null);
  }
}
