package io.leadloop.sandbox.hubspot;

import static io.leadloop.sandbox.hubspot.SandboxFixture.CONTACTS;
import static io.leadloop.sandbox.hubspot.SandboxFixture.NOTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leadloop.sandbox.FaultPlan;
import io.leadloop.sandbox.hubspot.SandboxFixture.Answer;
import java.io.UncheckedIOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What goes wrong on purpose looks as it does at HubSpot. */
class HubSpotFaultTest {
  private final SandboxFixture hubspot = SandboxFixture.plain();

  @AfterEach
  void close() {
    hubspot.close();
  }

  @Test
  void lockedRecordAnswers423ForTwoSeconds() {
    String id = hubspot.contact("a@example.com");
    use("{path: /crm/objects/**, method: PATCH, nth: 1, fault: lock}");
    String path = CONTACTS + "/" + id;
    Answer locked = hubspot.patch(path, "{'properties':{'city':'Bern'}}");
    assertThat(locked.status()).isEqualTo(423);
    assertThat(locked.at("/status").asText()).isEqualTo("error");
    assertThat(locked.at("/correlationId").asText()).isNotEmpty();
    hubspot.advance(Duration.ofSeconds(2));
    assertThat(hubspot.patch(path, "{'properties':{'city':'Bern'}}").status()).isEqualTo(200);
  }

  @Test
  void accountThatMovesAnswers477AndSaysWhenToComeBack() {
    use("{path: /crm/**, nth: 1, fault: migration}");
    Answer moving = hubspot.get(CONTACTS);
    assertThat(moving.status()).isEqualTo(477);
    assertThat(moving.headers().firstValue("Retry-After")).contains("5");
  }

  @Test
  void tooManyCallsAnswer429WithThePolicy() {
    use("{path: /crm/**, nth: 1, fault: rate_limit}");
    Answer refused = hubspot.get(CONTACTS);
    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.at("/policyName").asText()).isEqualTo("TEN_SECONDLY_ROLLING");
    assertThat(refused.at("/errorType").asText()).isEqualTo("RATE_LIMIT");
  }

  @Test
  void badGatewayIsAPageAndNoJson() {
    use("{path: /crm/**, nth: 1, fault: status, status: 502}");
    Answer broken = hubspot.get(CONTACTS);
    assertThat(broken.status()).isEqualTo(502);
    assertThat(broken.text()).startsWith("<html>");
  }

  @Test
  void noteIsThereThoughItsAnswerWasLost() {
    use("{path: '/crm/objects/*/notes', method: POST, nth: 1, effect: after, fault: reset}");
    String contact = hubspot.contact("a@example.com");
    assertThatThrownBy(() -> hubspot.note(contact, "lost"))
        .isInstanceOf(UncheckedIOException.class);
    assertThat(hubspot.get(NOTES).at("/results")).hasSize(1);
  }

  private void use(String rule) {
    hubspot.sandbox.faults().use(FaultPlan.parse("plan", "faults: [" + rule + "]"));
  }
}
