/** Salesforce as the loop sees it: queries, collections and composites through camel-salesforce. */
@NullMarked
package io.leadloop.salesforce;

import org.jspecify.annotations.NullMarked;
