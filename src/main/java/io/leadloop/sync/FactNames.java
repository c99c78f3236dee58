package io.leadloop.sync;

import io.leadloop.lead.Side;
import io.leadloop.store.Facts;

/**
 * The names of the small facts that a connection keeps in its {@link Facts}, each written at one
 * place and read by commands, alerts and metrics. A fact whose value is empty says that all is well
 * again.
 */
public final class FactNames {
  /** Which cap holds the writes back, in words. */
  public static final String CAPPED = "capped";

  /** Why the rounds are put off, in words. */
  public static final String ROUNDS_TROUBLE = "trouble.rounds";

  /** What is the matter with the changed files of the configuration, in words. */
  public static final String CONFIG_TROUBLE = "trouble.config";

  /** What the fields of both accounts lack, as {@link Drift} keeps it. */
  public static final String DRIFT = "drift";

  /** The print of the mapping that last ran. */
  public static final String CONFIG_FIELDS = "config.fields";

  /** Which field of a Contact each line of the mapping that last ran stands for. */
  public static final String CONFIG_CONTACTS = "config.contacts";

  /** The print of the gates that last ran. */
  public static final String CONFIG_GATES = "config.gates";

  /** Set by each probe of the store, for its time alone. */
  public static final String PROBED = "probed";

  /** How far the cycle has come that the brakes look at. */
  static final String CYCLE = "brake.cycle";

  /** Up to which link a store that was put back has forgotten; empty when it is through. */
  static final String FORGOTTEN_TO = "restored.forgotten-to";

  /** Which sides are still to be read whole after a store was put back, by their words. */
  static final String UNREAD = "restored.unread";

  /** The last token seen of the other store that made this connection stop. */
  static final String STRANGER = "foreign-store.token";

  /** Of each store that worked here before, the last token that is no news. */
  static final String RETIRED = "foreign-store.retired";

  private FactNames() {}

  /** How many rows the last sweep of a side saw; its time is the sweep's end. */
  public static String swept(Side side) {
    return "swept." + side.word();
  }

  /** When the last sweep with the long overlap began. */
  public static String sweptWide(Side side) {
    return "swept-wide." + side.word();
  }

  /** When deleted and merged records were last looked for. */
  public static String departures(Side side) {
    return "departures." + side.word();
  }

  /** Up to which link a vendor was asked for its records by their ids; empty for the beginning. */
  static String rollCall(Side side) {
    return "roll-call." + side.word();
  }

  /** What is the matter with a vendor: its kind, its code and words. */
  public static String trouble(Side side) {
    return "trouble." + side.word();
  }

  /** By how many seconds a vendor's clock is ahead of ours. */
  public static String clock(Side side) {
    return "clock." + side.word();
  }
}
