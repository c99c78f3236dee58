package io.leadloop.cli;

/** What a command's end says to a script. */
public final class ExitCode {
  /** Done. */
  public static final int OK = 0;

  /**
   * It was tried and did not work: an account could not be asked, a port is in use, something was
   * found to be wrong.
   */
  public static final int FAILED = 1;

  /** The command line or the configuration is wrong; nothing was started. */
  public static final int USAGE = 2;

  /** The store cannot be used: locked, foreign, or written by a newer version. */
  public static final int STORE = 3;

  private ExitCode() {}
}
