package io.leadloop.config;

import io.leadloop.mapping.Place;

/**
 * Where a secret is found; never the secret itself.
 *
 * @param variable the environment variable that holds it; empty when a file does
 * @param file the file that holds it; empty when a variable does
 * @param place where the configuration says so
 */
public record Credential(String variable, String file, Place place) {}
