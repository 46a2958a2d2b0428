/**
 * Golden values: results of another system for a cell, stored with their origin and read in double
 * precision. Nothing is null unless marked.
 */
@API(status = Status.MAINTAINED, since = "0.1")
@NullMarked
package dev.carousel.testkit.golden;

import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.jspecify.annotations.NullMarked;
