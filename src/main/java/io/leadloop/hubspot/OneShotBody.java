package io.leadloop.hubspot;

import java.io.IOException;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okio.BufferedSink;

/**
 * A body that OkHttp never sends a second time by itself, not even on its own answer to a 503 with
 * {@code Retry-After: 0}, and that knows whether any of it may have left.
 */
final class OneShotBody extends RequestBody {
  private static final MediaType JSON = MediaType.get("application/json");
  private final byte[] bytes;
  private volatile boolean begun;

  OneShotBody(byte[] bytes) {
    this.bytes = bytes;
  }

  /** False when HubSpot cannot have acted on the call: none of its body was written. */
  boolean begun() {
    return begun;
  }

  @Override
  public MediaType contentType() {
    return JSON;
  }

  @Override
  public long contentLength() {
    return bytes.length;
  }

  @Override
  public boolean isOneShot() {
    return true;
  }

  @Override
  public void writeTo(BufferedSink sink) throws IOException {
    begun = true;
    sink.write(bytes);
  }
}
