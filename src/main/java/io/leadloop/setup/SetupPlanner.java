package io.leadloop.setup;

import io.leadloop.lead.Side;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds what is to be done: what is needed, less what is there. Pure. Nothing that exists is ever
 * changed, but for our own permission set, which is given what it lacks.
 */
public final class SetupPlanner {
  private SetupPlanner() {}

  /**
   * The plan for both accounts.
   *
   * @param hubspot null when that account is left out
   * @param salesforce null when that account is left out
   */
  public static SetupPlan plan(
      Needs needs, @Nullable HubSpotFound hubspot, @Nullable SalesforceFound salesforce) {
    List<Step> steps = new ArrayList<>();
    List<Told> told = new ArrayList<>();
    if (hubspot != null) {
      new HubSpotPlanner(needs, hubspot, salesforce, steps, told).plan();
    }
    if (salesforce != null) {
      new SalesforcePlanner(needs, salesforce, steps, told).plan();
    }
    return new SetupPlan(steps, told);
  }

  static Told hubspot(String text, String nextStep) {
    return new Told(Side.HUBSPOT, text, nextStep);
  }

  static Told salesforce(String text, String nextStep) {
    return new Told(Side.SALESFORCE, text, nextStep);
  }
}
