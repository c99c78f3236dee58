package io.leadloop.store;

import io.leadloop.lead.FieldMap;
import io.leadloop.lead.Link;
import io.leadloop.lead.Side;
import io.leadloop.merge.FieldBaseline;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A link and what is remembered of it.
 *
 * @param keyed whether the Salesforce record is known to carry our external key
 * @param fields by rule id, what each side showed when the field was last settled
 * @param gone the record that was deleted; null while both are there
 */
public record LinkRow(
    Link link,
    boolean keyed,
    Map<String, FieldBaseline> fields,
    Shown hubspot,
    Shown salesforce,
    @Nullable Gone gone) {

  public LinkRow {
    fields = FieldMap.copyOf(fields);
  }

  /** A link that was never settled. */
  public static LinkRow fresh(Link link, boolean keyed) {
    return new LinkRow(link, keyed, Map.of(), Shown.NOTHING, Shown.NOTHING, null);
  }

  /** A link that this store had once and lost when an old copy of it was put back. */
  public static LinkRow lost(Link link, boolean keyed) {
    return new LinkRow(link, keyed, Map.of(), Shown.FORGOTTEN, Shown.FORGOTTEN, null);
  }

  public Shown shown(Side side) {
    return side == Side.HUBSPOT ? hubspot : salesforce;
  }

  /** Whether a side's record was deleted, by a person or by us. */
  public boolean isDeleted(Side side) {
    return gone != null && (gone.side() == side || gone.other() == Gone.Other.DELETED);
  }

  public boolean neverSettled() {
    return hubspot.print() == null || salesforce.print() == null;
  }

  /**
   * The same link, of which both sides were settled once and nobody knows any more on what: the
   * store is an old one that was put back.
   *
   * @param kept what is remembered all the same
   */
  public LinkRow forgotten(Map<String, FieldBaseline> kept) {
    return new LinkRow(link, keyed, kept, hubspot.forgotten(), salesforce.forgotten(), gone);
  }

  /** Whether what both sides were settled on is {@link #forgotten}. */
  public boolean isForgotten() {
    return hubspot.isForgotten() && salesforce.isForgotten();
  }

  public LinkRow withLink(Link other, boolean otherKeyed) {
    return new LinkRow(other, otherKeyed, fields, hubspot, salesforce, gone);
  }

  public LinkRow withFields(Map<String, FieldBaseline> others) {
    return new LinkRow(link, keyed, others, hubspot, salesforce, gone);
  }

  public LinkRow withShown(Side side, Shown shown) {
    return side == Side.HUBSPOT
        ? new LinkRow(link, keyed, fields, shown, salesforce, gone)
        : new LinkRow(link, keyed, fields, hubspot, shown, gone);
  }

  /** The same link at rest, or no longer. */
  public LinkRow withGone(@Nullable Gone other) {
    return new LinkRow(link, keyed, fields, hubspot, salesforce, other);
  }
}
