package io.leadloop.sandbox.salesforce.rules;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a conversion carries from a lead into the contact that it becomes. Custom fields go to the
 * field of the same name; an existing contact is filled only where it is blank.
 */
public final class ConversionRule {
  /** The status of a converted lead, where the call names none. */
  public static final String STATUS = "Closed - Converted";

  private static final Set<String> SAME_NAME =
      Set.of(
          "Salutation",
          "FirstName",
          "LastName",
          "Title",
          "Email",
          "Phone",
          "MobilePhone",
          "LeadSource",
          "DoNotCall",
          "HasOptedOutOfEmail",
          "Description",
          "OwnerId");
  private static final Map<String, String> OTHER_NAME =
      Map.of(
          "Street", "MailingStreet",
          "City", "MailingCity",
          "State", "MailingState",
          "PostalCode", "MailingPostalCode",
          "Country", "MailingCountry");

  private ConversionRule() {}

  /** The contact's field for a lead's field; null when its value stays behind. */
  public static @Nullable String onContact(String leadField, boolean custom) {
    return custom || SAME_NAME.contains(leadField) ? leadField : OTHER_NAME.get(leadField);
  }

  /** Whether a value goes into an existing contact. */
  public static boolean fills(@Nullable Object before) {
    return before == null;
  }
}
