package io.leadloop.sync;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What a vendor's refusal means, and what an admin does about it. Codes: Salesforce's status codes,
 * and HubSpot's categories and error codes.
 *
 * @param cause one sentence
 * @param nextStep one sentence, with {@code %s} for the subject to retry
 */
record Refusal(String cause, String nextStep) {
  private static final Refusal OTHER =
      new Refusal(
          "The vendor refused the record; its own words say why.",
          "Correct the record or the mapping; it is tried again by itself, or at once by: leadloop retry %s");

  private static final Map<String, Refusal> BY_CODE =
      Map.ofEntries(
          Map.entry(
              "INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST",
              new Refusal(
                  "A value is not among the options of a Salesforce picklist.",
                  "Add the option in Salesforce, or a pair to the value table; then: leadloop retry %s")),
          Map.entry(
              "STRING_TOO_LONG",
              new Refusal(
                  "A text is longer than its Salesforce field.",
                  "Shorten it, lengthen the field, or add cut_at to its line; then: leadloop retry %s")),
          Map.entry(
              "REQUIRED_FIELD_MISSING",
              new Refusal(
                  "Salesforce requires a field that HubSpot leaves blank.",
                  "Fill it in HubSpot, or add if_blank to its line; then: leadloop retry %s")),
          Map.entry(
              "FIELD_CUSTOM_VALIDATION_EXCEPTION",
              new Refusal(
                  "A validation rule of the Salesforce org says no.",
                  "Correct the record, or exempt our user from the rule; then: leadloop retry %s")),
          Map.entry(
              "DUPLICATE_VALUE",
              new Refusal(
                  "Another Salesforce record has this unique value already.",
                  "Find the other record and merge or correct one of them. If it is a converted Lead, which"
                      + " no list shows, empty its field as a user who may edit converted Leads, or"
                      + " delete it; then: leadloop retry %s")),
          Map.entry(
              "DUPLICATES_DETECTED",
              new Refusal(
                  "A duplicate rule of the Salesforce org says that this person is there already.",
                  "Merge the records it names, or let our user pass the rule; then: leadloop retry %s")),
          Map.entry(
              "UNABLE_TO_LOCK_ROW",
              new Refusal(
                  "Somebody else was writing the record.",
                  "Nothing: it is tried again by itself.")),
          Map.entry(
              "CANNOT_UPDATE_CONVERTED_LEAD",
              new Refusal(
                  "The Lead was converted while it was written; the link moves on to its Contact.",
                  "Nothing: it is tried again by itself. If it goes on, that Contact was deleted: restore"
                      + " it; then: leadloop retry %s")),
          Map.entry(
              "INVALID_FIELD_FOR_INSERT_UPDATE",
              new Refusal(
                  "Our Salesforce user may not write a mapped field.",
                  "Give our user edit access to it, or change its flow; then: leadloop retry %s")),
          Map.entry(
              "INSUFFICIENT_ACCESS_OR_READONLY",
              new Refusal(
                  "Our Salesforce user may not write this record.",
                  "Give our user access; then: leadloop retry %s")),
          Map.entry(
              "OPT_OUT_NOT_TOLD",
              new Refusal(
                  "An opt-out of Salesforce could not be told to HubSpot's subscription preferences.",
                  "Grant the scope communication_preferences.write, or fill the address, and keep the"
                      + " person out of mailings by leadloop_email_optout; then: leadloop retry %s")),
          Map.entry(
              "MISSING_CONDITIONAL_REQUIRED_PROPERTY",
              new Refusal(
                  "A validation rule of the HubSpot portal requires another property first.",
                  "Fill it, map it, or change the rule in HubSpot; then: leadloop retry %s")),
          Map.entry(
              "MISSING_REQUIRED_PROPERTY",
              new Refusal(
                  "HubSpot requires a property that Salesforce leaves blank.",
                  "Fill or map it, or change the portal's create form; then: leadloop retry %s")),
          Map.entry(
              "INVALID_OPTION",
              new Refusal(
                  "A value is not among the options of a HubSpot property.",
                  "Add the option in HubSpot, or a pair to the value table; then: leadloop retry %s")),
          Map.entry(
              "PROPERTY_DOESNT_EXIST",
              new Refusal(
                  "A mapped HubSpot property is not there.",
                  "Create it or correct the mapping (leadloop check --live); then: leadloop retry %s")),
          Map.entry(
              "EMAIL_RING",
              new Refusal(
                  "Their e-mail addresses were swapped in Salesforce, and HubSpot never takes one"
                      + " address for two contacts, not even for a moment.",
                  "Empty the address of one of them in HubSpot; then: leadloop retry --all")),
          Map.entry(
              "CONFLICT",
              new Refusal(
                  "Another HubSpot contact has this e-mail address already.",
                  "Merge the contacts, or correct one address; then: leadloop retry %s")));

  private static final String OR_MARK =
      " Or delete it by hand, or say mark in place of delete; then: leadloop retry %s";

  /** What the same codes mean where a record was to be deleted, and those of deletions alone. */
  private static final Map<String, Refusal> OF_DELETIONS =
      Map.of(
          "DELETE_FAILED",
          new Refusal(
              "Salesforce keeps a record while others hang on it, such as the cases of a Contact.",
              "Move or delete what its words name." + OR_MARK),
          "INSUFFICIENT_ACCESS_OR_READONLY",
          new Refusal(
              "Our Salesforce user may not delete this record.",
              "Give our user the permission Delete on the object (leadloop setup does) and full"
                  + " access to the record."
                  + OR_MARK),
          "INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY",
          new Refusal(
              "Our Salesforce user may not delete this record, or one that hangs on it.",
              "Give our user full access to both." + OR_MARK),
          "FIELD_CUSTOM_VALIDATION_EXCEPTION",
          new Refusal(
              "A trigger of the Salesforce org does not let the record be deleted.",
              "Do what its words ask for, or exempt our user." + OR_MARK),
          "UNABLE_TO_LOCK_ROW",
          new Refusal(
              "Somebody else was writing the record.", "Nothing: it is tried again by itself."),
          "MISSING_SCOPES",
          new Refusal(
              "Our HubSpot app may not delete contacts.",
              "Grant it the scope crm.objects.contacts.write." + OR_MARK));

  private static final Refusal OTHER_DELETION =
      new Refusal(
          "The vendor did not delete the record; its own words say why.",
          "Do what they ask for; it is tried again by itself." + OR_MARK);

  static Refusal ofDeletion(String code) {
    return OF_DELETIONS.getOrDefault(code, OTHER_DELETION);
  }

  /** The codes that have an explanation of their own. */
  static Set<String> explained() {
    Set<String> codes = new HashSet<>(BY_CODE.keySet());
    codes.addAll(OF_DELETIONS.keySet());
    return codes;
  }

  static Refusal of(String code) {
    return BY_CODE.getOrDefault(code, OTHER);
  }
}
