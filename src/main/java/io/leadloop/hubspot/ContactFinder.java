package io.leadloop.hubspot;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.lead.RecordKey;
import io.leadloop.lead.Snapshot;
import io.leadloop.sync.Crm.Matches;
import io.leadloop.sync.Crm.Person;
import io.leadloop.sync.CrmException;
import io.leadloop.sync.Lane;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds contacts by our key and by e-mail address, through batch reads by unique property: those
 * see a contact the moment it is made, which search does not.
 */
final class ContactFinder {
  private static final String EMAIL = "email";

  /** Read-only, joined by semicolons; a contact answers to each of these addresses. */
  private static final String MORE_EMAILS = "hs_additional_emails";

  private final BatchRead batch;
  private final ContactView view;

  ContactFinder(HubSpotClient client, ContactView view) {
    this.batch = new BatchRead(client, RecordKey.HUBSPOT_CONTACTS);
    this.view = view;
  }

  Map<Person, Matches> find(Collection<Person> people, Lane lane) {
    List<String> keys = people.stream().map(person -> person.otherSide().id()).toList();
    List<String> emails =
        people.stream().map(person -> lower(person.email())).filter(e -> !e.isEmpty()).toList();
    Map<String, Snapshot> byKey = new HashMap<>();
    for (List<String> group : BatchRead.groups(keys, BatchRead.RECORDS_MAX)) {
      byKey.putAll(byProperty(view.keyProperty(), group, lane));
    }
    Map<String, Snapshot> byEmail = new HashMap<>();
    for (List<String> group : BatchRead.groups(emails, BatchRead.RECORDS_MAX)) {
      byEmail.putAll(byProperty(EMAIL, group, lane));
    }
    Map<Person, Matches> found = new LinkedHashMap<>();
    for (Person person : people) {
      found.put(
          person,
          matches(byKey.get(lower(person.otherSide().id())), byEmail.get(lower(person.email()))));
    }
    return found;
  }

  private static Matches matches(@Nullable Snapshot byKey, @Nullable Snapshot byEmail) {
    boolean another = byEmail != null && (byKey == null || !byKey.key().equals(byEmail.key()));
    return new Matches(
        byKey == null ? List.of() : List.of(byKey), another ? List.of(byEmail) : List.of());
  }

  /**
   * By the lower-cased value. One value that HubSpot will not look for does not hide the others.
   */
  private Map<String, Snapshot> byProperty(String property, List<String> values, Lane lane) {
    List<String> asked = new ArrayList<>(view.asked());
    for (String name : List.of(EMAIL, MORE_EMAILS)) {
      if (!asked.contains(name)) {
        asked.add(name);
      }
    }
    List<JsonNode> results;
    try {
      results = batch.read(values, property, asked, lane).results();
    } catch (CrmException e) {
      // The key is ours and always well formed: what is wrong with it is wrong for all.
      if (e.kind() != CrmException.Kind.QUESTION || property.equals(view.keyProperty())) {
        throw e;
      }
      if (values.size() == 1) {
        return Map.of();
      }
      int half = values.size() / 2;
      Map<String, Snapshot> both = new HashMap<>();
      both.putAll(byProperty(property, values.subList(0, half), lane));
      both.putAll(byProperty(property, values.subList(half, values.size()), lane));
      return both;
    }
    Map<String, Snapshot> found = new HashMap<>();
    for (JsonNode contact : results) {
      Snapshot snapshot = view.snapshot(contact);
      for (String value : values(contact, property)) {
        found.put(lower(value), snapshot);
      }
    }
    return found;
  }

  private static List<String> values(JsonNode contact, String property) {
    List<String> values = new ArrayList<>();
    String own = ContactView.text(contact, property);
    if (own != null) {
      values.add(own);
    }
    String more = property.equals(EMAIL) ? ContactView.text(contact, MORE_EMAILS) : null;
    if (more != null) {
      for (String address : more.split(";", -1)) {
        values.add(address.strip());
      }
    }
    return values;
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
