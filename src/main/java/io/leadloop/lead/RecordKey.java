package io.leadloop.lead;

/**
 * The address of one record.
 *
 * @param object the vendor's name of the kind of record: {@code contacts}, {@code Lead}, {@code
 *     Contact}
 * @param id HubSpot's record id, or Salesforce's 18-character id
 */
public record RecordKey(Side side, String object, String id) {
  public static final String HUBSPOT_CONTACTS = "contacts";
  public static final String LEAD = "Lead";
  public static final String CONTACT = "Contact";

  public static RecordKey contact(String hubspotId) {
    return new RecordKey(Side.HUBSPOT, HUBSPOT_CONTACTS, hubspotId);
  }

  public static RecordKey salesforce(String object, String id) {
    return new RecordKey(Side.SALESFORCE, object, id);
  }

  /** The form in which the store and the journal keep a key: {@code salesforce:Lead:00Q...}. */
  public String text() {
    return side.word() + ":" + object + ":" + id;
  }

  /**
   * Reads what {@link #text} wrote.
   *
   * @throws IllegalArgumentException if the text has another form
   */
  public static RecordKey parse(String text) {
    String[] parts = text.split(":", 3);
    if (parts.length != 3) {
      throw new IllegalArgumentException("\"" + text + "\" is not side:object:id.");
    }
    return new RecordKey(Side.ofWord(parts[0]), parts[1], parts[2]);
  }

  /** How a person names it: {@code contact 51}, {@code Lead 00Q...}. */
  public String label() {
    return (object.equals(HUBSPOT_CONTACTS) ? "contact" : object) + " " + id;
  }
}
