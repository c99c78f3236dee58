package io.leadloop.sandbox;

import java.time.Instant;

/**
 * One answered call.
 *
 * @param number counts up from 1 over the life of a port, also over a cleared log
 * @param at when the answer was ready, by the sandbox's clock
 * @param path without the query, which may hold personal data
 * @param records how many records the call read or wrote, such as the size of a batch
 */
public record Call(long number, Instant at, String method, String path, int status, int records) {}
