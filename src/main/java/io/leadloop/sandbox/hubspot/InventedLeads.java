package io.leadloop.sandbox.hubspot;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** People who do not exist, the same ones for the same seed. */
final class InventedLeads {
  private static final String RESOURCE = "/sandbox/invented-leads.yaml";
  private static final int PERCENT = 100;

  private final Map<?, ?> words;
  private final Random random;
  private final Instant now;

  private InventedLeads(Map<?, ?> words, Random random, Instant now) {
    this.words = words;
    this.random = random;
    this.now = now;
  }

  /** {@code count} leads whose visits and clicks lie in the 90 days before {@code now}. */
  static List<Map<String, String>> make(int count, long seed, Instant now) {
    InventedLeads invented = new InventedLeads(words(), new Random(seed), now);
    List<Map<String, String>> leads = new ArrayList<>();
    for (int i = 1; i <= count; i++) {
      leads.add(invented.lead(i));
    }
    return leads;
  }

  private Map<String, String> lead(int number) {
    Map<String, String> lead = new LinkedHashMap<>();
    String first = pick("first_names");
    String last = pick("last_names");
    String company =
        pick("company_first") + " " + pick("company_second") + " " + pick("company_last");
    lead.put("firstname", first);
    lead.put("lastname", last);
    lead.put(
        "email", "%s.%s.%d@example.com".formatted(first, last, number).toLowerCase(Locale.ROOT));
    lead.put("company", company);
    lead.put("jobtitle", pick("job_titles"));
    lead.put(
        "website", "https://" + company.split(" ", 2)[0].toLowerCase(Locale.ROOT) + ".example.com");
    addPlace(lead);
    lead.put("lifecyclestage", weighted("lifecycle_stages"));
    lead.put("occupation", weighted("occupations"));
    lead.put("specialization", pick("specializations"));
    if (chance(40)) {
      lead.put("interest_tags", pick("interests"));
    }
    lead.put("hs_email_optout", Boolean.toString(chance(4)));
    lead.put("do_not_call", Boolean.toString(chance(3)));
    addVisits(lead);
    addConversions(lead);
    addClicks(lead);
    return lead;
  }

  private void addPlace(Map<String, String> lead) {
    Map<?, ?> country = (Map<?, ?>) list("countries").get(random.nextInt(list("countries").size()));
    lead.put("country", String.valueOf(country.get("name")));
    lead.put("city", String.valueOf(country.get("city")));
    if (chance(85)) {
      lead.put("phone", country.get("dial") + " " + (1_000_000 + random.nextInt(9_000_000)));
    }
    if (chance(30)) {
      lead.put("mobilephone", country.get("dial") + " " + (1_000_000 + random.nextInt(9_000_000)));
    }
  }

  private void addVisits(Map<String, String> lead) {
    lead.put("hs_analytics_source", weighted("sources"));
    lead.put("hs_latest_source", weighted("sources"));
    int visits = chance(20) ? 0 : 1 + random.nextInt(12);
    lead.put("hs_analytics_num_visits", Integer.toString(visits));
    if (visits > 0) {
      Instant seen = daysAgo(90);
      lead.put("hs_analytics_num_page_views", Integer.toString(visits + random.nextInt(20)));
      lead.put("hs_analytics_first_url", pick("pages"));
      lead.put("hs_analytics_last_url", pick("pages"));
      lead.put("hs_analytics_last_visit_timestamp", seen.toString());
      lead.put("hs_analytics_last_timestamp", seen.toString());
      lead.put("hs_latest_source_timestamp", seen.toString());
    }
  }

  private void addConversions(Map<String, String> lead) {
    int conversions = chance(45) ? 0 : 1 + random.nextInt(4);
    lead.put("num_conversion_events", Integer.toString(conversions));
    lead.put("num_unique_conversion_events", Integer.toString(Math.min(conversions, 2)));
    if (conversions > 0) {
      Instant recent = daysAgo(60);
      lead.put("first_conversion_event_name", pick("forms"));
      lead.put("first_conversion_date", recent.minus(Duration.ofDays(10)).toString());
      lead.put("recent_conversion_event_name", pick("forms"));
      lead.put("recent_conversion_date", recent.toString());
    }
  }

  private void addClicks(Map<String, String> lead) {
    int delivered = random.nextInt(8);
    int opened = delivered == 0 ? 0 : random.nextInt(delivered + 1);
    int clicked = opened == 0 ? 0 : random.nextInt(opened + 1);
    lead.put("hs_email_delivered", Integer.toString(delivered));
    lead.put("hs_email_open", Integer.toString(opened));
    lead.put("hs_email_click", Integer.toString(clicked));
    if (opened > 0) {
      lead.put("hs_email_last_email_name", pick("emails"));
      lead.put("hs_email_last_open_date", daysAgo(60).toString());
    }
    if (clicked > 0) {
      lead.put("hs_email_last_click_date", daysAgo(60).toString());
    }
  }

  private Instant daysAgo(int daysMax) {
    return now.minus(Duration.ofMinutes(random.nextInt(daysMax * 24 * 60)));
  }

  private boolean chance(int percent) {
    return random.nextInt(PERCENT) < percent;
  }

  private String pick(String name) {
    List<?> choices = list(name);
    return String.valueOf(choices.get(random.nextInt(choices.size())));
  }

  private String weighted(String name) {
    int left = random.nextInt(PERCENT);
    String last = "";
    for (Map.Entry<?, ?> choice : ((Map<?, ?>) word(name)).entrySet()) {
      last = String.valueOf(choice.getKey());
      left -= ((Number) choice.getValue()).intValue();
      if (left < 0) {
        return last;
      }
    }
    return last;
  }

  private List<?> list(String name) {
    return (List<?>) word(name);
  }

  private Object word(String name) {
    Object word = words.get(name);
    if (word == null) {
      throw new IllegalStateException(RESOURCE + " has no " + name);
    }
    return word;
  }

  private static Map<?, ?> words() {
    try (InputStream file = InventedLeads.class.getResourceAsStream(RESOURCE)) {
      if (file == null) {
        throw new IllegalStateException("The resource " + RESOURCE + " is not in the jar");
      }
      LoadSettings settings = LoadSettings.builder().setLabel(RESOURCE).build();
      return (Map<?, ?>) new Load(settings).loadFromInputStream(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
