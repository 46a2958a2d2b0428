@NullMarked
package dev.carousel.flow.study;

import org.jspecify.annotations.NullMarked;
