/**
 * Networks: recurrent layers between an input and a head, their parameters, and the file that holds
 * them. Nothing is null unless marked.
 */
@NullMarked
package dev.carousel.model;

import org.jspecify.annotations.NullMarked;
