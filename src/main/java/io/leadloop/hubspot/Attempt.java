package io.leadloop.hubspot;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.sync.CrmException.Kind;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What one attempt at a call came to. */
sealed interface Attempt {

  /**
   * HubSpot answered.
   *
   * @param body a missing node when it is not JSON
   * @param retryAfter how long HubSpot asks to wait; null when it does not say
   */
  record Answered(int status, JsonNode body, @Nullable Duration retryAfter) implements Attempt {
    boolean isSuccess() {
      return status >= 200 && status < 300;
    }
  }

  /** The call had no effect: it did not reach HubSpot. */
  record NotSent(Kind kind, String code, String why, @Nullable Throwable cause)
      implements Attempt {}

  /** The call left, and no usable answer came back: it may have had its effect. */
  record Lost(Kind kind, String code, String why, @Nullable Throwable cause) implements Attempt {}
}
