package io.leadloop.sandbox.hubspot;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a form submission does to its contact: its values are written, its contact is made if there
 * is none, and the contact's conversions count it. Under the portal's lock.
 */
final class Conversions {
  private static final String SUBMISSIONS = "hs_calculated_form_submissions";
  private static final int SUBMISSIONS_MAX = 800;

  private final HubSpotPortal portal;

  Conversions(HubSpotPortal portal) {
    this.portal = portal;
  }

  /** Without an address nobody is known to have sent it, so no contact changes. */
  void note(Forms.Form form, Forms.Submission submission, @Nullable String pageName) {
    String email = submission.values().get("email");
    if (email == null || email.isEmpty()) {
      return;
    }
    Author author = Author.form(form.id);
    CrmRecord known = portal.find(ObjectKind.CONTACTS, email, "email");
    Map<String, String> written = new LinkedHashMap<>(submission.values());
    if (known != null) {
      // The address may be one of the additional ones, which a submission does not make the first.
      written.remove("email");
    }
    CrmRecord contact =
        known == null
            ? portal.create(
                ObjectKind.CONTACTS,
                portal.checkCreate(ObjectKind.CONTACTS, written, author),
                author)
            : portal.update(known, written, author);
    portal.change(contact, counted(contact, form, submission, pageName), Author.VENDOR);
  }

  private static Map<String, String> counted(
      CrmRecord contact, Forms.Form form, Forms.Submission submission, @Nullable String pageName) {
    String event = pageName == null ? form.name() : pageName + ": " + form.name();
    String at = submission.at().toString();
    List<String> all = new ArrayList<>();
    all.add(form.id + "::" + submission.at().toEpochMilli());
    String before = contact.value(SUBMISSIONS);
    if (before != null) {
      all.addAll(List.of(before.split(";", -1)));
    }
    Set<String> forms = new LinkedHashSet<>();
    all.forEach(one -> forms.add(one.substring(0, one.indexOf("::"))));
    Map<String, String> counted = new LinkedHashMap<>();
    counted.put(
        SUBMISSIONS, String.join(";", all.subList(0, Math.min(all.size(), SUBMISSIONS_MAX))));
    counted.put("num_conversion_events", Integer.toString(1 + number(contact)));
    counted.put("num_unique_conversion_events", Integer.toString(forms.size()));
    counted.put("recent_conversion_event_name", event);
    counted.put("recent_conversion_date", at);
    if (contact.value("first_conversion_date") == null) {
      counted.put("first_conversion_event_name", event);
      counted.put("first_conversion_date", at);
    }
    return counted;
  }

  private static int number(CrmRecord contact) {
    String value = contact.value("num_conversion_events");
    return value == null || !value.matches("\\d{1,9}") ? 0 : Integer.parseInt(value);
  }
}
