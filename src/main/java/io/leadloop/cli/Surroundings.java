package io.leadloop.cli;

import java.time.InstantSource;
import java.util.Map;

/**
 * What the commands take from outside.
 *
 * @param environment the variables in which the secrets stand
 */
record Surroundings(
    Accounts accounts, InstantSource clock, Map<String, String> environment, Terminal terminal) {}
