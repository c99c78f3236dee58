package io.leadloop.cli;

/** Runs something if the process is ended while this is open, as by Ctrl-C. */
final class OnInterrupt implements AutoCloseable {
  private final Thread hook;

  private OnInterrupt(Thread hook) {
    this.hook = hook;
  }

  static OnInterrupt run(Runnable work) {
    Thread hook = new Thread(work, "on-interrupt");
    Runtime.getRuntime().addShutdownHook(hook);
    return new OnInterrupt(hook);
  }

  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The process is ending already: the hook does the work.
    }
  }
}
