/**
 * What a training tells Java Flight Recorder. The classes are for core alone; the names and fields
 * of the events are for users.
 */
@NullMarked
package dev.carousel.internal.events;

import org.jspecify.annotations.NullMarked;
