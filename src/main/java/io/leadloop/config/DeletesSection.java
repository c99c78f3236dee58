package io.leadloop.config;

import io.leadloop.lead.RecordKey;
import io.leadloop.sync.Mark;
import io.leadloop.sync.OnDelete;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The section {@code deletes} of {@code leadloop.yaml}. */
final class DeletesSection {
  private static final Shape WORD = Shape.Words.of(OnDelete.values());

  static final Shape.Section SHAPE =
      Shape.Section.of(
          Option.usual(
              RecordKey.HUBSPOT_CONTACTS,
              WORD,
              "mark",
              ("A contact is deleted in HubSpot. mark: the Salesforce record stays, and %s says when."
                      + " unlink: it stays as it is. delete: it is put into Salesforce's recycle bin,"
                      + " for 15 days; our user needs the permission Delete. One that changed since,"
                      + " or whose person stands in HubSpot another time, is marked instead.")
                  .formatted(Mark.IN_SALESFORCE)),
          Option.usual(
              RecordKey.LEAD,
              WORD,
              "mark",
              ("A Lead is deleted in Salesforce. mark: the contact stays, and %s says when. unlink:"
                      + " it stays as it is. delete: it is put into HubSpot's recycle bin, for 90"
                      + " days. One that changed since, or whose person stands in Salesforce another"
                      + " time, is marked instead.")
                  .formatted(Mark.IN_HUBSPOT)),
          Option.usual(
              RecordKey.CONTACT,
              WORD,
              "mark",
              "A Contact is deleted in Salesforce; the same words."));

  private DeletesSection() {}

  static Map<String, OnDelete> read(Tree.Branch deletes, List<Problem> problems) {
    Map<String, OnDelete> onDelete = new LinkedHashMap<>();
    for (Option option : SHAPE.options()) {
      OnDelete word = word(deletes.text(option.name()));
      onDelete.put(option.name(), word);
      if (word == OnDelete.DELETE) {
        problems.add(
            option.name().equals(RecordKey.HUBSPOT_CONTACTS)
                ? inSalesforce(deletes, option.name())
                : inHubspot(deletes, option.name()));
      }
    }
    return onDelete;
  }

  /** What is no word of it is reported as such, and counts as what is usual. */
  private static OnDelete word(String text) {
    return Arrays.stream(OnDelete.values())
        .filter(word -> word.name().toLowerCase(Locale.ROOT).equals(text))
        .findFirst()
        .orElse(OnDelete.MARK);
  }

  private static Problem inSalesforce(Tree.Branch deletes, String name) {
    return Problem.warning(
        deletes.place(name),
        "deletes-records",
        "Whoever deletes a contact in HubSpot deletes its Lead or Contact in Salesforce with it; a"
            + " person can restore it for 15 days.",
        "Our Salesforce user needs the permission Delete on Lead and Contact: leadloop setup grants"
            + " it while this says delete, leadloop check --live looks for it.");
  }

  private static Problem inHubspot(Tree.Branch deletes, String name) {
    return Problem.warning(
        deletes.place(name),
        "deletes-records",
        "Whoever deletes a %s in Salesforce deletes its contact in HubSpot with it; a person can restore it for 90 days."
            .formatted(name),
        "Our HubSpot app needs no further scope for it: crm.objects.contacts.write, which it has.");
  }
}
