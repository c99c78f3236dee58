package io.leadloop.sandbox.hubspot;

import static io.leadloop.sandbox.hubspot.SandboxFixture.CONTACTS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.sandbox.hubspot.SandboxFixture.Answer;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Forms and what people send through them. */
class HubSpotFormTest {
  private static final String FORMS = "/marketing/v3/forms";

  private final SandboxFixture hubspot = SandboxFixture.plain();

  @AfterEach
  void close() {
    hubspot.close();
  }

  @Test
  void submissionMakesAContactAndCountsItsConversions() {
    String form = form("Guide");
    assertThat(submit(form, "New@Example.com", "First").at("/inlineMessage").asText())
        .isEqualTo("Thanks for submitting the form.");
    hubspot.advance(Duration.ofMinutes(1));
    submit(form, "new@example.com", "Second");
    JsonNode read =
        hubspot
            .get(
                CONTACTS
                    + "/new@example.com?idProperty=email&properties=company,lifecyclestage,"
                    + "first_conversion_event_name,recent_conversion_event_name,"
                    + "first_conversion_date,recent_conversion_date,num_conversion_events,"
                    + "num_unique_conversion_events,hs_calculated_form_submissions,hs_object_source")
            .at("/properties");
    assertThat(read.get("company").asText()).isEqualTo("Second");
    assertThat(read.get("hs_object_source").asText()).isEqualTo("FORM");
    assertThat(read.get("recent_conversion_event_name").asText()).isEqualTo("The page: Guide");
    assertThat(read.get("first_conversion_date").asText()).isEqualTo("2026-11-21T10:00:00Z");
    assertThat(read.get("recent_conversion_date").asText()).isEqualTo("2026-11-21T10:01:00Z");
    assertThat(read.get("num_conversion_events").asText()).isEqualTo("2");
    assertThat(read.get("num_unique_conversion_events").asText()).isEqualTo("1");
    assertThat(read.get("hs_calculated_form_submissions").asText())
        .isEqualTo(form + "::1795255260000;" + form + "::1795255200000");
  }

  @Test
  void submissionsAreListedNewestFirstAtMost50APageWithoutAContact() {
    String form = form("Guide");
    submit(form, "a@example.com", "First");
    hubspot.advance(Duration.ofSeconds(1));
    submit(form, "b@example.com", "Second");
    String path = "/form-integrations/v1/submissions/forms/" + form;
    Answer page = hubspot.get(path + "?limit=1");
    assertThat(page.at("/results/0/submittedAt").asLong()).isEqualTo(1_795_255_201_000L);
    assertThat(page.at("/results/0/values/1/value").asText()).isEqualTo("Second");
    assertThat(page.at("/results/0/pageUrl").asText()).isEqualTo("https://www.example.com/page");
    assertThat(page.at("/results/0").has("contactId")).isFalse();
    Answer next = hubspot.get(path + "?after=" + page.at("/paging/next/after").asText());
    assertThat(next.at("/results/0/values/1/value").asText()).isEqualTo("First");
    assertThat(hubspot.get(path + "?limit=51").status()).isEqualTo(400);
    assertThat(hubspot.get("/form-integrations/v1/submissions/forms/none").status()).isEqualTo(404);
  }

  @Test
  void submissionThatDoesNotFitItsFormIsRefused() {
    String form = form("Guide");
    assertThat(submit(form, "", "x").at("/errors/0/errorType").asText())
        .isEqualTo("REQUIRED_FIELD");
    assertThat(submit(form, "nobody", "x").at("/errors/0/errorType").asText())
        .isEqualTo("INVALID_EMAIL");
    assertThat(submit("none", "a@example.com", "x").status()).isEqualTo(404);
    Answer other =
        hubspot.post(
            submitPath(form),
            "{'fields':[{'name':'email','value':'a@example.com'},{'name':'city','value':'x'}]}");
    assertThat(other.status()).isEqualTo(400);
    assertThat(hubspot.get(CONTACTS).at("/results")).isEmpty();
  }

  @Test
  void formIsChangedAndArchived() {
    String form = form("Guide");
    assertThat(hubspot.patch(FORMS + "/" + form, "{'name':'Other'}").at("/name").asText())
        .isEqualTo("Other");
    assertThat(hubspot.get(FORMS + "?formTypes=hubspot").at("/results")).hasSize(1);
    assertThat(hubspot.get(FORMS + "?formTypes=captured").at("/results")).isEmpty();
    assertThat(hubspot.delete(FORMS + "/" + form).status()).isEqualTo(204);
    assertThat(hubspot.get(FORMS + "/" + form).status()).isEqualTo(404);
    assertThat(hubspot.get(FORMS + "?archived=true").at("/results/0/id").asText()).isEqualTo(form);
    assertThat(submit(form, "a@example.com", "x").status()).isEqualTo(404);
    Answer refused =
        hubspot.post(
            FORMS, "{'name':'x','fieldGroups':[{'fields':[{'name':'no_such','required':true}]}]}");
    assertThat(refused.status()).isEqualTo(400);
  }

  private String form(String name) {
    Answer made =
        hubspot.post(
            FORMS,
            ("{'formType':'hubspot','name':'%s','fieldGroups':[{'fields':[{'name':'email',"
                    + "'required':true},{'name':'company','required':false}]}]}")
                .formatted(name));
    assertThat(made.status()).isEqualTo(201);
    return made.at("/id").asText();
  }

  private Answer submit(String form, String email, String company) {
    String body =
        ("{\"fields\":[{\"name\":\"email\",\"value\":\"%s\"},{\"name\":\"company\",\"value\":\"%s\"}],"
                + "\"context\":{\"pageName\":\"The page\",\"pageUri\":\"https://www.example.com/page\"}}")
            .formatted(email, company);
    return hubspot.send("POST", submitPath(form), body, null);
  }

  private static String submitPath(String form) {
    return "/submissions/v3/integration/submit/" + HubSpotPortal.PORTAL_ID + "/" + form;
  }
}
