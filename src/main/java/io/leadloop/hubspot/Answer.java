package io.leadloop.hubspot;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.sync.CrmException.Kind;
import org.jspecify.annotations.Nullable;

/** What a call came to after its last attempt. */
sealed interface Answer {

  /**
   * HubSpot looked at the call and answered.
   *
   * @param body a JSON object for a success; a missing node when a refusal is not JSON
   */
  record Given(int status, JsonNode body) implements Answer {
    boolean isSuccess() {
      return status >= 200 && status < 300;
    }
  }

  /**
   * Nobody knows whether the call had its effect.
   *
   * @param why without secrets and personal data
   */
  record Lost(Kind kind, String code, String why, @Nullable Throwable cause) implements Answer {}
}
