package io.leadloop.merge;

import io.leadloop.lead.Side;

/**
 * What each side showed for one field when the link was last settled, in the vendor's own text;
 * empty for blank. Two, because a vendor rewrites what it is given.
 */
public record FieldBaseline(String hubspot, String salesforce) {
  public String of(Side side) {
    return side == Side.HUBSPOT ? hubspot : salesforce;
  }

  /** The same with another text for one side. */
  public FieldBaseline with(Side side, String shown) {
    return side == Side.HUBSPOT
        ? new FieldBaseline(shown, salesforce)
        : new FieldBaseline(hubspot, shown);
  }
}
