package io.leadloop.mapping;

import io.leadloop.lead.Side;

/** In which direction a field's values may travel. */
public enum Flow {
  BOTH_WAYS,
  FROM_HUBSPOT,
  FROM_SALESFORCE;

  /** Whether values may be written to this side. */
  public boolean writesTo(Side side) {
    return switch (this) {
      case BOTH_WAYS -> true;
      case FROM_HUBSPOT -> side == Side.SALESFORCE;
      case FROM_SALESFORCE -> side == Side.HUBSPOT;
    };
  }
}
