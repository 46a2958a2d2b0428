/**
 * Hostile input against everything that reads: one class for each loader, in the form that Jazzer
 * calls. An input is loaded, and then holds what it must, or it is refused with a complete message;
 * whatever else is thrown is a finding. Nothing is null.
 */
@NullMarked
package dev.carousel.fuzz;

import org.jspecify.annotations.NullMarked;
