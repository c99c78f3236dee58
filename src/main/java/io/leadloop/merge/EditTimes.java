package io.leadloop.merge;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When people last edited one field on each side.
 *
 * @param hubspot null when nobody knows
 * @param hubspotCertain true when the time is this value's own, from the vendor's history; false
 *     when it is the time of the record's last change, which may have been another field
 * @param salesforce null when nobody knows
 * @param salesforceCertain as for HubSpot
 */
public record EditTimes(
    @Nullable Instant hubspot,
    boolean hubspotCertain,
    @Nullable Instant salesforce,
    boolean salesforceCertain) {}
