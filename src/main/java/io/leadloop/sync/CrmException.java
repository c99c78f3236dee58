package io.leadloop.sync;

import io.leadloop.lead.Side;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A vendor could not be asked, or answered with something else than was promised. The work is taken
 * up again later.
 */
public final class CrmException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** HubSpot's day, and Salesforce's last 24 hours; every other limit passes within seconds. */
  private static final Set<String> OF_THE_DAY = Set.of("DAILY", "REQUEST_LIMIT_EXCEEDED");

  /** What kind of trouble it is; decides what is done about it. */
  public enum Kind {
    /** Wrong or missing credentials: an admin must act. */
    CREDENTIALS,
    /** The credentials lack a permission: an admin must act. */
    PERMISSION,
    /** A limit of the vendor's: later. */
    LIMIT,
    /** Not reachable, too slow, or broken on the vendor's side: later. */
    UNAVAILABLE,
    /** An answer that we do not understand. */
    GARBLED,
    /**
     * The vendor says that our question is wrong: a field that is not there, a wrong type. An admin
     * must act.
     */
    QUESTION
  }

  private final Side side;
  private final Kind kind;
  private final String code;

  /**
   * @param code the vendor's own code, or the HTTP status; short and without personal data
   * @param message what was tried, on what, and why it failed; without secrets and personal data
   */
  public CrmException(
      Side side, Kind kind, String code, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.side = side;
    this.kind = kind;
    this.code = code;
  }

  public Side side() {
    return side;
  }

  public Kind kind() {
    return kind;
  }

  public String code() {
    return code;
  }

  /** Whether the calls of a day are spent, or what is left of them is kept for what is urgent. */
  boolean isOfTheDay() {
    return kind == Kind.LIMIT && OF_THE_DAY.contains(code);
  }
}
