package io.leadloop.mapping;

import io.leadloop.lead.Side;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Who owns records on each side, joined by e-mail address. Only people who can own a record today
 * belong in here: no inactive users, no queues.
 */
public final class Owners {
  /** Nobody on either side. */
  public static final Owners NONE = new Owners(Map.of(), Map.of());

  private final Map<Side, Map<String, String>> emailById;
  private final Map<Side, Map<String, String>> idByEmail;

  /**
   * @param hubspot e-mail address by HubSpot owner id
   * @param salesforce e-mail address by Salesforce user id
   */
  public Owners(Map<String, String> hubspot, Map<String, String> salesforce) {
    emailById = Map.of(Side.HUBSPOT, lowerCased(hubspot), Side.SALESFORCE, lowerCased(salesforce));
    idByEmail =
        Map.of(
            Side.HUBSPOT,
            inverted(lowerCased(hubspot)),
            Side.SALESFORCE,
            inverted(lowerCased(salesforce)));
  }

  /** The owner's id on the other side; empty when nobody there has this person's address. */
  public Optional<String> onOtherSide(Side from, String id) {
    return email(from, id).flatMap(email -> id(from.other(), email));
  }

  public Optional<String> email(Side side, String id) {
    return Optional.ofNullable(emailById.getOrDefault(side, Map.of()).get(id));
  }

  public Optional<String> id(Side side, String email) {
    return Optional.ofNullable(
        idByEmail.getOrDefault(side, Map.of()).get(email.toLowerCase(Locale.ROOT)));
  }

  private static Map<String, String> lowerCased(Map<String, String> emailById) {
    Map<String, String> lower = new LinkedHashMap<>();
    emailById.forEach((id, email) -> lower.put(id, email.strip().toLowerCase(Locale.ROOT)));
    return lower;
  }

  private static Map<String, String> inverted(Map<String, String> emailById) {
    Map<String, String> ids = new LinkedHashMap<>();
    emailById.forEach((id, email) -> ids.putIfAbsent(email, id));
    return ids;
  }
}
