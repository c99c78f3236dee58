package io.leadloop.merge;

import io.leadloop.lead.Side;

/** What to do with one field of one link. */
public enum Verdict {
  /** Nothing moved: nothing to do, even when the two differ. */
  SETTLED,
  /** Nothing to write; what both show now is the new baseline. */
  REBASE,
  /** HubSpot's value goes to Salesforce. */
  TAKE_HUBSPOT,
  /** Salesforce's value goes to HubSpot. */
  TAKE_SALESFORCE,
  /** Both moved apart and the rule asks for the later edit, whose time is not known yet. */
  UNDECIDED,
  /** Both moved apart and the rule leaves it to a person. */
  PARK;

  public static Verdict take(Side side) {
    return side == Side.HUBSPOT ? TAKE_HUBSPOT : TAKE_SALESFORCE;
  }
}
