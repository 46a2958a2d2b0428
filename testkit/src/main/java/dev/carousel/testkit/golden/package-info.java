/**
 * Golden values: what another system computed for a cell, stored with its provenance and read here
 * in double precision. Nothing is null unless marked.
 */
@NullMarked
package dev.carousel.testkit.golden;

import org.jspecify.annotations.NullMarked;
