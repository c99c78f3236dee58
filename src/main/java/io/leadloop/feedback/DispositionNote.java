package io.leadloop.feedback;

import io.leadloop.lead.Item;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * The note that tells a marketer what sales said: one for each disposition, on the HubSpot contact.
 *
 * <p>History is silent: a link that is seen for the first time gets its properties, and no note.
 */
public final class DispositionNote {
  private DispositionNote() {}

  /**
   * @param linkId the number of the link, for the reference that is looked for before a note is
   *     sent again
   * @param storeId the store's id; two stores never make the same reference
   * @param now the disposition fields now
   * @param settled the disposition fields at the last settlement; empty for a link that never was
   *     settled
   * @param source how a person names the Salesforce record: {@code Lead 00Q...}
   */
  public static Optional<Item> of(
      String storeId,
      long linkId,
      Map<String, String> now,
      Optional<Map<String, String>> settled,
      String source) {
    String name = now.getOrDefault(Dispositions.NAME, "");
    if (settled.isEmpty() || name.isEmpty()) {
      return Optional.empty();
    }
    String reason = now.getOrDefault(Dispositions.REASON, "");
    boolean said =
        !name.equals(settled.get().getOrDefault(Dispositions.NAME, ""))
            || !reason.equals(settled.get().getOrDefault(Dispositions.REASON, ""));
    if (!said) {
      return Optional.empty();
    }
    String number = now.getOrDefault(Dispositions.NUMBER, "");
    String reference =
        "%s-%d-%s-%08x".formatted(storeId, linkId, number, (name + "\u0000" + reason).hashCode());
    String body =
        "Sales %s this lead%s.\nIn Salesforce: %s."
            .formatted(name, reason.isEmpty() ? "" : ": " + reason, source);
    return Optional.of(
        new Item(reference, Instant.parse(now.getOrDefault(Dispositions.AT, "")), body));
  }
}
