package io.leadloop.setup;

import io.leadloop.lead.Side;

/** An account could not be asked, or said no. The message holds no secret. */
public final class Refused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Side side;
  private final String nextStep;

  /**
   * @param message what was tried and why it failed
   * @param nextStep what to do, and who can
   */
  public Refused(Side side, String message, String nextStep) {
    super(message, null, false, false);
    this.side = side;
    this.nextStep = nextStep;
  }

  /** Who said so. */
  public Side side() {
    return side;
  }

  /** What to do, and who can. */
  public String nextStep() {
    return nextStep;
  }

  /** The same as something that is left to a person. */
  public Told told() {
    return new Told(side, String.valueOf(getMessage()), nextStep);
  }
}
