package io.leadloop.sandbox;

/** A request body that is not JSON. Each vendor turns it into its own 400. */
public final class MalformedBody extends RuntimeException {
  private static final long serialVersionUID = 1L;

  MalformedBody(Throwable cause) {
    super(cause.getMessage(), cause);
  }
}
