package io.leadloop.sandbox.hubspot;

import io.leadloop.sandbox.hubspot.rules.EmailRule;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who wants which e-mail: kept by address, whether or not there is a contact of it. A contact's
 * {@code hs_email_optout} and its like per type are computed from here. Guarded by the portal's
 * lock.
 */
final class Preferences {
  private static final String OPTED_OUT = "hs_email_optout";

  private final HubSpotPortal portal;
  private final List<SubscriptionType> types;
  private final Map<String, Choices> byAddress = new HashMap<>();

  Preferences(HubSpotPortal portal, List<SubscriptionType> types) {
    this.portal = portal;
    this.types = types;
  }

  /** What somebody chose for one type. */
  record Choice(
      String status, @Nullable String legalBasis, @Nullable String explanation, Instant at) {}

  /** What somebody chose: per type, and since when nothing at all is wanted (null otherwise). */
  private static final class Choices {
    final Map<Long, Choice> byType = new LinkedHashMap<>();
    @Nullable Instant outOfAllSince;
  }

  List<SubscriptionType> types() {
    return types;
  }

  /** The type of an id; null when there is none. */
  @Nullable SubscriptionType type(String id) {
    return types.stream()
        .filter(type -> Long.toString(type.id()).equals(id))
        .findFirst()
        .orElse(null);
  }

  /** What an address chose for a type; null when it never did. */
  @Nullable Choice choice(String address, SubscriptionType type) {
    Choices choices = byAddress.get(EmailRule.stored(address));
    return choices == null ? null : choices.byType.get(type.id());
  }

  /** Since when an address wants nothing at all; null when that is not so. */
  @Nullable Instant outOfAllSince(String address) {
    Choices choices = byAddress.get(EmailRule.stored(address));
    return choices == null ? null : choices.outOfAllSince;
  }

  /** Stores a choice, which its contact then shows; a subscription ends being out of all. */
  void choose(String address, SubscriptionType type, Choice choice) {
    Choices choices = choices(address);
    choices.byType.put(type.id(), choice);
    if (choice.status().equals("SUBSCRIBED")) {
      choices.outOfAllSince = null;
    }
    show(address);
  }

  /** Takes an address out of everything, which its contact then shows. */
  void leaveAll(String address, Instant at) {
    Choices choices = choices(address);
    if (choices.outOfAllSince == null) {
      choices.outOfAllSince = at;
    }
    show(address);
  }

  /**
   * Brings a contact that was just written and the preferences of its address together: what the
   * vendor itself wrote on the contact goes into them, and the contact shows what they say.
   */
  CrmRecord settle(CrmRecord contact, Map<String, String> written, Author author) {
    String email = contact.kind() == ObjectKind.CONTACTS ? contact.value("email") : null;
    if (email == null) {
      return contact;
    }
    String state = author.isVendor() ? written.get(OPTED_OUT) : null;
    if (state != null) {
      boolean known = byAddress.containsKey(email);
      if (state.equals("true")) {
        Choices choices = choices(email);
        choices.outOfAllSince =
            choices.outOfAllSince == null ? portal.now() : choices.outOfAllSince;
      } else if (known) {
        choices(email).outOfAllSince = null;
      }
    }
    return shown(contact, email);
  }

  private void show(String address) {
    Long holder = portal.store(ObjectKind.CONTACTS).holder("email", EmailRule.stored(address));
    CrmRecord contact = holder == null ? null : portal.store(ObjectKind.CONTACTS).living(holder);
    String email = contact == null ? null : contact.value("email");
    if (contact != null && email != null) {
      shown(contact, email);
    }
  }

  private CrmRecord shown(CrmRecord contact, String email) {
    Choices choices = byAddress.get(email);
    Map<String, String> changes = new LinkedHashMap<>();
    note(changes, contact, OPTED_OUT, choices != null && choices.outOfAllSince != null);
    for (SubscriptionType type : types) {
      Choice choice = choices == null ? null : choices.byType.get(type.id());
      boolean out = choice != null && choice.status().equals("UNSUBSCRIBED");
      note(changes, contact, type.property(), out);
    }
    return changes.isEmpty() ? contact : portal.change(contact, changes, Author.VENDOR);
  }

  private static void note(
      Map<String, String> changes, CrmRecord contact, String property, boolean out) {
    if (out != "true".equals(contact.value(property))) {
      changes.put(property, Boolean.toString(out));
    }
  }

  private Choices choices(String address) {
    return byAddress.computeIfAbsent(EmailRule.stored(address), unused -> new Choices());
  }
}
