/** All measurements of a network as it stands, made at once. Nothing is null unless marked. */
@NullMarked
package dev.carousel.flow.lab;

import org.jspecify.annotations.NullMarked;
